import { z } from "zod";
import type { MetaProblem } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { PROFILE_LIMITS as LIMITS, VERTICALS, type Vertical } from "#contracts/meta/business-profile.ts";
import { tokenOf } from "./sender.ts";

const web = z
  .url()
  .max(LIMITS.website)
  .refine((address) => /^https?:\/\//.test(address));

/** What shoppers see of a number when they tap its name; empty where there is nothing. From outside: a form's values. */
export const senderProfile = z.object({
  /** Under the name. Meta takes no empty one: left empty it stays as it was. */
  about: z.string().trim().max(LIMITS.about),
  description: z.string().trim().max(LIMITS.description),
  address: z.string().trim().max(LIMITS.address),
  email: z.union([z.literal(""), z.email().max(LIMITS.email)]),
  websites: z.array(web).max(LIMITS.websites),
  vertical: z.enum(VERTICALS).nullable(),
});
export type SenderProfile = z.infer<typeof senderProfile>;

/** As Meta has it, with the picture's address. */
export interface SenderProfileShown extends SenderProfile {
  readonly pictureUrl: string | null;
}

export type ProfileResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly problem: "not_connected" | "refused" | "unavailable";
      /** What Meta said, verbatim. */
      readonly detail: string;
    };

type Needs = Pick<Services, "database" | "meta" | "secrets" | "shopTime">;

const NOT_CONNECTED = { ok: false, problem: "not_connected", detail: "" } as const;

function refusedBy({ action, detail }: MetaProblem): ProfileResult<never> {
  return { ok: false, problem: action === "retry" ? "unavailable" : "refused", detail };
}

/** Asks Meta what shoppers see of this number. */
export async function readProfile(
  services: Needs,
  shopId: ShopId,
  phoneNumberId: string,
): Promise<ProfileResult<SenderProfileShown>> {
  const access = await tokenOf(services, shopId, phoneNumberId);
  if (!access) return NOT_CONNECTED;
  const asked = await services.meta.businessProfile(phoneNumberId, access.token);
  if (!asked.ok) return refusedBy(asked.problem);
  const { about, description, address, email, websites, vertical, profile_picture_url } = asked.value;
  return {
    ok: true,
    value: {
      ...{ about: about ?? "", description: description ?? "", address: address ?? "", email: email ?? "" },
      websites: websites ?? [],
      vertical: VERTICALS.find((known) => known === vertical) ?? null,
      pictureUrl: profile_picture_url ?? null,
    },
  };
}

/** A square picture. Source: as the limits. */
export interface ProfilePicture {
  readonly bytes: Buffer;
  readonly mediaType: "image/jpeg" | "image/png";
}

/** Changes what shoppers see. Opening hours are not among what Meta's API takes. */
export async function saveProfile(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  phoneNumberId: string,
  profile: SenderProfile,
  picture: ProfilePicture | undefined,
): Promise<ProfileResult<undefined>> {
  const { meta } = services;
  const access = await tokenOf(services, shopId, phoneNumberId);
  if (!access) return NOT_CONNECTED;
  let handle: string | undefined;
  if (picture) {
    const uploaded = await meta.uploadExample(access.token, picture.bytes, picture.mediaType);
    if (!uploaded.ok) return refusedBy(uploaded.problem);
    handle = uploaded.value;
  }
  const { about, vertical, ...rest } = profile;
  const saved = await meta.saveBusinessProfile(phoneNumberId, access.token, {
    ...rest,
    ...(about === "" ? {} : { about }),
    ...(vertical === null ? {} : { vertical: vertical satisfies Vertical }),
    ...(handle === undefined ? {} : { profile_picture_handle: handle }),
  });
  if (!saved.ok) return refusedBy(saved.problem);
  const now = services.shopTime.now();
  await services.database.transaction(shopId, async (tx) => {
    await appendEvent(tx, {
      kind: "number.profile_changed",
      subject: `number:${phoneNumberId}`,
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { picture: picture !== undefined },
    });
  });
  return { ok: true, value: undefined };
}
