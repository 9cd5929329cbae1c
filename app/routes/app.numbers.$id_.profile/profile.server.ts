import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import {
  numbersOf,
  type ProfilePicture,
  type ProfileResult,
  readProfile,
  type SenderProfileShown,
  saveProfile,
  senderProfile,
} from "#app/modules/numbers/index.ts";

/** @returns undefined where the shop has no such number */
export async function readPage({ services, shopId }: Merchant, phoneNumberId: string) {
  const number = (await numbersOf(services, shopId)).find((one) => one.phoneNumberId === phoneNumberId);
  if (!number) return undefined;
  return {
    phoneNumberId,
    display: number.displayPhoneNumber,
    name: number.verifiedName ?? number.displayPhoneNumber,
  };
}

/** Meta is asked while the page is on its way. */
export function askMeta(
  { services, shopId }: Merchant,
  phoneNumberId: string,
): Promise<ProfileResult<SenderProfileShown>> {
  return readProfile(services, shopId, phoneNumberId);
}

/** The browser makes a square JPEG of whatever picture was chosen. */
const PICTURE = /^data:(image\/jpeg);base64,([A-Za-z0-9+/=]+)$/;

const form = z.object({
  about: z.string(),
  description: z.string(),
  address: z.string(),
  email: z.string().trim(),
  website1: z.string().trim(),
  website2: z.string().trim(),
  vertical: z.string(),
  picture: z.string().default(""),
});

/** `fields`: names of those that Meta would not take as they are. */
export type ProfileAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly problem: "invalid" | "not_connected" | "refused" | "unavailable";
      readonly detail: string;
      readonly fields: readonly string[];
    };

function pictureIn(text: string): ProfilePicture | undefined {
  const [, mediaType, base64] = PICTURE.exec(text) ?? [];
  if (mediaType !== "image/jpeg" || !base64) return undefined;
  const bytes = Buffer.from(base64, "base64");
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  return isJpeg ? { bytes, mediaType } : undefined;
}

export async function saveFrom(
  { services, shopId, actor }: Merchant,
  phoneNumberId: string,
  data: FormData,
): Promise<ProfileAnswer> {
  const typed = form.safeParse(Object.fromEntries(data));
  if (!typed.success) return { ok: false, problem: "invalid", detail: "", fields: [] };
  const { website1, website2, vertical, picture, ...rest } = typed.data;
  const parsed = senderProfile.safeParse({
    ...rest,
    websites: [website1, website2].filter((address) => address !== ""),
    vertical: vertical || null,
  });
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path: [field, at] }) =>
      field === "websites" ? `website${website1 === "" ? 2 : Number(at ?? 0) + 1}` : String(field),
    );
    return { ok: false, problem: "invalid", detail: "", fields };
  }
  const saved = await saveProfile(services, shopId, actor, phoneNumberId, parsed.data, pictureIn(picture));
  return saved.ok ? { ok: true } : { ...saved, fields: [] };
}
