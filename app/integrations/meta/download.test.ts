import { MockAgent } from "undici";
import { expect, it } from "vitest";
import { createMetaClient } from "./client.ts";

it("does not take the page of a redirect for the file that a shopper sent: it is tried again", async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const files = agent.get("https://files.example");
  files
    .intercept({ path: "/1" })
    .reply(302, "<a href='/login'>Moved</a>", { headers: { location: "/login" } });
  files.intercept({ path: "/2" }).reply(200, "the file");
  const meta = createMetaClient({
    baseUrl: "https://graph.example",
    version: "v26.0",
    appId: "1",
    appSecret: "secret",
    dispatcher: agent,
  });
  const moved = await meta.download("https://files.example/1", "token", 1_000);
  expect(moved).toMatchObject({ ok: false, problem: { action: "retry" } });
  const file = await meta.download("https://files.example/2", "token", 1_000);
  expect(file).toEqual({ ok: true, value: Buffer.from("the file") });
  await agent.close();
});
