import type { Hono } from "hono";
import type { World } from "#sandbox/kernel/world.ts";
import type { Directory } from "../directory.ts";
import { GraphRefusal } from "../errors.ts";
import type { Media } from "../media.ts";
import type { Sender } from "../send/send.ts";
import { addEndpoint, unknownNode } from "./endpoint.ts";

interface Needs {
  readonly world: World;
  readonly directory: Directory;
  readonly sender: Sender;
  readonly media: Media;
}

export function addMessageEndpoints(routes: Hono, { world, directory, sender, media }: Needs): void {
  const numberOf = (id: string) => {
    const number = directory.numbers.get(id);
    if (!number) throw unknownNode(id);
    return number;
  };
  const scope = "whatsapp_business_messaging";
  for (const edge of ["messages", "marketing_messages"]) {
    const viaMarketingApi = edge === "marketing_messages";
    addEndpoint(routes, world, directory, {
      method: "POST",
      path: `:id/${edge}`,
      name: `${edge}.send`,
      scope,
      handle: async (call) => sender.send(numberOf(call.id), await call.json(), viaMarketingApi),
    });
  }
  addEndpoint(routes, world, directory, {
    method: "POST",
    path: ":id/media",
    name: "media.upload",
    scope,
    handle: async ({ id, context }) => {
      numberOf(id);
      const { file } = await context.req.parseBody();
      if (!(file instanceof File)) throw new GraphRefusal(131008, "The parameter file is required.");
      return { id: media.keep(new Uint8Array(await file.arrayBuffer()), file.type).id };
    },
  });
}
