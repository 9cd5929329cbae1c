import { describe, expect, it } from "vitest";
import { createShopClock, HOUR, plus } from "./clock.ts";
import { createSecretBox } from "./crypto.ts";
import { bindArguments, ForeignShopError } from "./database/shop-client.ts";
import { EnvironmentError, readEnv } from "./env.ts";
import { asShopId, newId } from "./ids.ts";

const shopId = asShopId("01930000-0000-7000-8000-000000000001");
const otherShop = asShopId("01930000-0000-7000-8000-000000000002");
const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");

describe("a secret at rest", () => {
  const box = createSecretBox(`k1:${key(1)}`);
  const sealed = box.seal("token", shopId, "access_token");

  it("opens for its shop and column alone", () => {
    expect(box.open(sealed, shopId, "access_token")).toBe("token");
    expect(() => box.open(sealed, otherShop, "access_token")).toThrow();
    expect(() => box.open(sealed, shopId, "refresh_token")).toThrow();
    expect(sealed).not.toContain("token");
  });

  it("still opens after the keys were changed, as long as the old one is kept", () => {
    expect(createSecretBox(`k2:${key(2)},k1:${key(1)}`).open(sealed, shopId, "access_token")).toBe("token");
    expect(() => createSecretBox(`k2:${key(2)}`).open(sealed, shopId, "access_token")).toThrow(
      /ENCRYPTION_KEYS/,
    );
  });
});

describe("a client that is bound to a shop", () => {
  it("adds the shop to what it reads and writes", () => {
    expect(bindArguments("findMany", { where: { state: "open" } }, shopId)).toEqual({
      where: { state: "open", shopId },
    });
    expect(bindArguments("createMany", { data: [{ id: "1" }] }, shopId)).toEqual({
      data: [{ id: "1", shopId }],
    });
    expect(bindArguments("updateMany", undefined, shopId)).toMatchObject({ where: { shopId } });
  });

  it("refuses another shop's", () => {
    expect(() => bindArguments("findMany", { where: { shopId: otherShop } }, shopId)).toThrow(
      ForeignShopError,
    );
    expect(() => bindArguments("create", { data: { shopId: otherShop } }, shopId)).toThrow(ForeignShopError);
  });

  it("never writes the shop in an update", () => {
    expect(
      bindArguments("updateMany", { where: {}, data: { shopId: otherShop, state: "open" } }, shopId),
    ).toEqual({
      where: { shopId },
      data: { state: "open" },
    });
  });
});

describe("shop time", () => {
  it("can be moved without moving the machine's clock", () => {
    const system = { now: () => new Date("2026-11-23T10:00:00Z") };
    const clock = createShopClock(system);
    clock.setOffset(HOUR);
    expect(clock.now()).toEqual(plus(system.now(), HOUR));
  });
});

describe("the environment", () => {
  const good = {
    NODE_ENV: "production",
    APP_URL: "https://app.example.com",
    ENCRYPTION_KEYS: `k1:${key(1)}`,
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "secret",
    META_APP_ID: "1",
    META_APP_SECRET: "secret",
    META_WEBHOOK_VERIFY_TOKEN: "long-enough",
  };

  it("has defaults for what a laptop needs", () => {
    expect(readEnv(good)).toMatchObject({ ROLE: "all", PORT: 3000, GRAPH_VERSION: "v26.0" });
  });

  it("names what is missing, what it is for and where to get it", () => {
    const { SHOPIFY_API_SECRET: _missing, ...rest } = good;
    expect(() => readEnv(rest)).toThrow(/SHOPIFY_API_SECRET: is missing.*verifies webhooks.*Dev Dashboard/);
    expect(() => readEnv({ ...good, ENCRYPTION_KEYS: "short" })).toThrow(EnvironmentError);
  });

  it("refuses stand-ins in production", () => {
    expect(() => readEnv({ ...good, GRAPH_BASE_URL: "http://localhost:4000/graph" })).toThrow(
      /GRAPH_BASE_URL/,
    );
    expect(() => readEnv({ ...good, APP_URL: "http://app.example.com" })).toThrow(/https/);
    const development = { ...good, NODE_ENV: "development", GRAPH_BASE_URL: "http://localhost:4000/graph" };
    expect(readEnv(development).GRAPH_BASE_URL).toBe("http://localhost:4000/graph");
  });
});

describe("an id", () => {
  it("is a UUID of version 7", () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(() => asShopId("1")).toThrow(TypeError);
  });
});
