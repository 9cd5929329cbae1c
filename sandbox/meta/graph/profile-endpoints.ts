import type { Hono } from "hono";
import { z } from "zod";
import { PROFILE_LIMITS as LIMITS, VERTICALS } from "#contracts/meta/business-profile.ts";
import type { World } from "#sandbox/kernel/world.ts";
import type { Directory, PhoneNumber } from "../directory.ts";
import { GraphRefusal } from "../errors.ts";
import type { Uploads } from "../uploads.ts";
import { addEndpoint, unknownNode, withFields } from "./endpoint.ts";

interface Needs {
  readonly world: World;
  readonly directory: Directory;
  readonly uploads: Uploads;
}

const web = z.url().refine((address) => /^https?:/.test(address) && address.length <= LIMITS.website);

const change = z.looseObject({
  messaging_product: z.literal("whatsapp"),
  about: z.string().min(1).max(LIMITS.about).optional(),
  address: z.string().max(LIMITS.address).optional(),
  description: z.string().max(LIMITS.description).optional(),
  email: z.union([z.literal(""), z.email().max(LIMITS.email)]).optional(),
  websites: z.array(web).max(LIMITS.websites).optional(),
  vertical: z.enum(VERTICALS).optional(),
  profile_picture_handle: z.string().optional(),
});

/** What shoppers see of a number. Source: Meta, "Business profiles", June 2026. */
export function addProfileEndpoints(routes: Hono, { world, directory, uploads }: Needs): void {
  const numberOf = (id: string): PhoneNumber => {
    const number = directory.numbers.get(id);
    if (!number) throw unknownNode(id);
    return number;
  };
  addEndpoint(routes, world, directory, {
    method: "GET",
    path: ":id/whatsapp_business_profile",
    name: "profile.get",
    handle: ({ id, query }) => {
      const { profile } = numberOf(id);
      const { pictureHandle, ...shown } = profile;
      const picture = pictureHandle
        ? {
            profile_picture_url: `${world.origin}/graph/profile-pictures/${encodeURIComponent(pictureHandle)}`,
          }
        : {};
      return {
        data: [{ messaging_product: "whatsapp", ...withFields({ ...shown, ...picture }, query("fields")) }],
      };
    },
  });
  addEndpoint(routes, world, directory, {
    method: "POST",
    path: ":id/whatsapp_business_profile",
    name: "profile.save",
    handle: async (call) => {
      const number = numberOf(call.id);
      const asked = change.safeParse(await call.json());
      if (!asked.success) {
        const [issue] = asked.error.issues;
        throw new GraphRefusal(100, `Param ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
      }
      const { messaging_product: _, profile_picture_handle: handle, ...values } = asked.data;
      if (handle !== undefined && !uploads.pictureOf(handle))
        throw new GraphRefusal(100, "profile_picture_handle is not of an uploaded picture.");
      number.profile = { ...number.profile, ...values, ...(handle ? { pictureHandle: handle } : {}) };
      return { success: true };
    },
  });
  routes.get("/profile-pictures/:handle", (context) => {
    const picture = uploads.pictureOf(context.req.param("handle"));
    if (!picture) return context.notFound();
    return context.body(picture.bytes, 200, { "content-type": picture.type });
  });
}
