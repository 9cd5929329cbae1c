import { Hono } from "hono";
import type { World } from "#sandbox/kernel/world.ts";
import { Accounts } from "./accounts.ts";
import { type Behaviour, usualBehaviour } from "./behaviour.ts";
import { Chats } from "./chats.ts";
import { Directory } from "./directory.ts";
import { tokenIn } from "./graph/endpoint.ts";
import { addLoginEndpoint } from "./graph/login-endpoint.ts";
import { addMessageEndpoints } from "./graph/message-endpoints.ts";
import { addNodeEndpoints } from "./graph/nodes.ts";
import { addProfileEndpoints } from "./graph/profile-endpoints.ts";
import { addTemplateEndpoints } from "./graph/template-endpoints.ts";
import { Inbound } from "./inbound.ts";
import { Logins } from "./login/logins.ts";
import { createLoginRoutes } from "./login/routes.ts";
import { Media } from "./media.ts";
import { People } from "./people.ts";
import { PictureCheck } from "./pictures.ts";
import { Throughput } from "./send/limits.ts";
import { Progress } from "./send/progress.ts";
import { Sender } from "./send/send.ts";
import { TemplateShelf } from "./templates/shelf.ts";
import { Uploads } from "./uploads.ts";
import { Webhooks } from "./webhooks.ts";

export type { Behaviour } from "./behaviour.ts";
export type { BusinessMessage, Chat, ChatMessage, ChatNews, PersonMessage } from "./chats.ts";
export { LIMITS, type LimitTier, type Quality, SEED } from "./directory.ts";
export { PhoneRefusal } from "./inbound.ts";
export type { Person } from "./people.ts";

/** Meta as the sandbox plays it. */
export interface Meta {
  /** Mounted at /graph. */
  readonly routes: Hono;
  /** What a browser loads of Meta's: the JavaScript SDK and its dialog. Mounted at /facebook. */
  readonly loginRoutes: Hono;
  readonly directory: Directory;
  readonly accounts: Accounts;
  readonly logins: Logins;
  readonly people: People;
  readonly chats: Chats;
  readonly inbound: Inbound;
  readonly templates: TemplateShelf;
  readonly progress: Progress;
  readonly media: Media;
  readonly behaviour: Behaviour;
  /** Resolves when no message, review or webhook is under way. */
  settle(): Promise<void>;
  /** The seeded account again, without templates, chats and subscriptions. */
  reset(): void;
  stop(): Promise<void>;
}

function buildRoutes(
  needs: Parameters<typeof addNodeEndpoints>[1] &
    Parameters<typeof addTemplateEndpoints>[1] &
    Parameters<typeof addMessageEndpoints>[1] &
    Parameters<typeof addLoginEndpoint>[1],
): Hono {
  const routes = new Hono();
  addMessageEndpoints(routes, needs);
  addLoginEndpoint(routes, needs);
  addTemplateEndpoints(routes, needs);
  addProfileEndpoints(routes, needs);
  addNodeEndpoints(routes, needs);
  routes.get("/files/:id", (context) => {
    const file = needs.media.get(context.req.param("id"));
    const token = needs.directory.tokens.get(tokenIn(context));
    const isLate = Number(context.req.query("until") ?? 0) < Date.now();
    if (!file || !token || token.revoked || isLate) return context.text("Not found", 404);
    return context.body(Buffer.from(file.bytes), 200, { "content-type": file.mimeType });
  });
  return routes;
}

export function createMeta(world: World): Meta {
  const behaviour = usualBehaviour();
  const directory = new Directory();
  const logins = new Logins(directory);
  const people = new People();
  const chats = new Chats();
  const uploads = new Uploads();
  const media = new Media(() => world.origin);
  const webhooks = new Webhooks(world, behaviour);
  const throughput = new Throughput();
  const pictures = new PictureCheck(
    (link) =>
      link.startsWith(`${world.origin}/`) ||
      (world.deployment !== undefined && link.startsWith(`${world.deployment.appUrl}/`)),
  );
  const isHandle = (handle: string) => uploads.isHandle(handle);
  const templates = new TemplateShelf({ world, behaviour, webhooks, isHandle });
  const progress = new Progress({ world, behaviour, chats, webhooks, pictures });
  const sender = new Sender({ world, behaviour, people, chats, templates, throughput, progress });
  const inbound = new Inbound({ world, chats, webhooks, progress, throughput });

  return {
    routes: buildRoutes({ world, directory, templates, uploads, sender, media, logins }),
    loginRoutes: createLoginRoutes(world, logins),
    directory,
    accounts: new Accounts(world, webhooks),
    logins,
    people,
    chats,
    inbound,
    templates,
    progress,
    media,
    behaviour,
    async settle() {
      const parts = [templates.activity, progress.activity, webhooks.activity];
      while (parts.some((part) => part.running > 0)) for (const part of parts) await part.idle();
    },
    reset() {
      for (const part of [progress, templates, webhooks, directory, people, chats, logins]) part.reset();
      for (const part of [uploads, media, throughput, pictures]) part.reset();
      Object.assign(behaviour, usualBehaviour());
    },
    stop: () => webhooks.stop(),
  };
}
