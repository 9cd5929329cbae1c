import { expect, it } from "vitest";
import { type MetaClient, problemOfCode } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { readProfile, saveProfile } from "#app/modules/numbers/index.ts";
import { onBothDatabases } from "./harness.ts";
import { NUMBER, playShop } from "./played-shop.ts";

onBothDatabases("a number's profile", (database) => {
  const { play, db } = playShop(database);
  const PROFILE = {
    ...{ about: "", description: "Tazze fatte a mano", address: "Via Roma 1", email: "ciao@shop.it" },
    ...{ websites: ["https://shop.it"], vertical: "RETAIL" as const },
  };

  function atMeta(given: Partial<MetaClient> = {}) {
    const saved: object[] = [];
    const meta: Partial<MetaClient> = {
      ...play.services.meta,
      async businessProfile() {
        return { ok: true, value: { about: "Tazze", vertical: "SOMETHING_NEW", websites: ["https://a.it"] } };
      },
      async saveBusinessProfile(_number, _token, profile) {
        saved.push(profile);
        return { ok: true, value: {} };
      },
      ...given,
    };
    return { services: { ...play.services, meta: meta as MetaClient } as Services, saved };
  }
  const number = () => `${NUMBER}-${play.shopId}`;

  it("is what Meta has, also where it says what nobody knows", async () => {
    expect(await readProfile(atMeta().services, play.shopId, number())).toEqual({
      ok: true,
      value: {
        ...{ about: "Tazze", description: "", address: "", email: "" },
        ...{ websites: ["https://a.it"], vertical: null, pictureUrl: null },
      },
    });
  });

  it("is changed with a picture, and an empty line is left as it was", async () => {
    const { services, saved } = atMeta();
    const picture = { bytes: Buffer.from([0xff, 0xd8, 0xff]), mediaType: "image/jpeg" as const };
    const answer = await saveProfile(services, play.shopId, "staff:1", number(), PROFILE, picture);
    expect(answer.ok).toBe(true);
    const { about: _, ...rest } = PROFILE;
    expect(saved).toEqual([{ ...rest, profile_picture_handle: "4::aW" }]);
    expect(await db().event.count({ where: { kind: "number.profile_changed", actor: "staff:1" } })).toBe(1);
  });

  it("says what Meta refused, and keeps no event of it", async () => {
    const { services } = atMeta({
      async saveBusinessProfile() {
        return { ok: false, problem: problemOfCode(100, "Param email is wrong.", 400) };
      },
    });
    expect(await saveProfile(services, play.shopId, "staff:1", number(), PROFILE, undefined)).toEqual({
      ok: false,
      problem: "refused",
      detail: "Param email is wrong.",
    });
    expect(await db().event.count({ where: { kind: "number.profile_changed" } })).toBe(0);
  });
});
