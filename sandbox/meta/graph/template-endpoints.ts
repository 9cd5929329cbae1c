import type { Hono } from "hono";
import type { World } from "#sandbox/kernel/world.ts";
import type { Directory, Waba } from "../directory.ts";
import { GraphRefusal } from "../errors.ts";
import type { TemplateShelf } from "../templates/shelf.ts";
import type { Template } from "../templates/template.ts";
import type { Uploads } from "../uploads.ts";
import { addEndpoint, type GraphCall, pageOf, unknownNode, withFields } from "./endpoint.ts";

interface Needs {
  readonly world: World;
  readonly directory: Directory;
  readonly templates: TemplateShelf;
  readonly uploads: Uploads;
}

export function describeTemplate(template: Template): Readonly<Record<string, unknown>> {
  return {
    id: template.id,
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
    parameter_format: template.parameterFormat,
    components: template.components,
    rejected_reason: template.rejectedReason,
    quality_score: { score: template.quality },
    ...(template.ttlSeconds === undefined ? {} : { message_send_ttl_seconds: template.ttlSeconds }),
  };
}

/** The parameters that narrow a list of templates. */
function isAsked(call: GraphCall, template: Template): boolean {
  const name = call.query("name");
  const language = call.query("language");
  const status = call.query("status");
  const category = call.query("category");
  return (
    (name === undefined || template.name.includes(name)) &&
    (language === undefined || template.language === language) &&
    (status === undefined || template.status === status.toUpperCase()) &&
    (category === undefined || template.category === category.toUpperCase())
  );
}

export function addTemplateEndpoints(routes: Hono, needs: Needs): void {
  const { world, directory, templates, uploads } = needs;
  const wabaOf = (id: string): Waba => {
    const waba = directory.wabas.get(id);
    if (!waba) throw unknownNode(id);
    return waba;
  };
  const add = (endpoint: Parameters<typeof addEndpoint>[3]) =>
    addEndpoint(routes, world, directory, endpoint);

  add({
    method: "POST",
    path: ":id/message_templates",
    name: "templates.create",
    handle: async (call) => {
      const { id, status, category } = templates.create(wabaOf(call.id), await call.json());
      return { id, status, category };
    },
  });
  add({
    method: "GET",
    path: ":id/message_templates",
    name: "templates.list",
    handle: (call) => {
      const asked = templates.of(wabaOf(call.id)).filter((template) => isAsked(call, template));
      const list = asked.map((template) => withFields(describeTemplate(template), call.query("fields")));
      return pageOf(call, list, call.context.req.path);
    },
  });
  add({
    method: "DELETE",
    path: ":id/message_templates",
    name: "templates.delete",
    handle: ({ id, query }) => {
      const name = query("name");
      if (!name) throw new GraphRefusal(100, "name is required.");
      templates.delete(wabaOf(id), name, query("hsm_id"));
      return { success: true };
    },
  });
  add({
    method: "POST",
    path: ":id/unpause",
    name: "templates.unpause",
    handle: ({ id }) => {
      const template = templates.get(id);
      if (!template) throw unknownNode(id);
      if (template.status !== "PAUSED") throw new GraphRefusal(100, "The template is not paused.");
      templates.unpause(template);
      return { success: true };
    },
  });
  add({
    method: "POST",
    path: ":id/uploads",
    name: "uploads.start",
    handle: ({ id, query }) => {
      if (id !== world.deployment?.meta.appId) throw unknownNode(id);
      return { id: uploads.start(query) };
    },
  });
  // An upload session is a node, too: /v26.0/upload:…
  add({
    method: "POST",
    path: ":id{upload:[^/]+}",
    name: "uploads.finish",
    handle: async ({ id, context }) => {
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      return { h: uploads.finish(id, bytes, context.req.header("file_offset")) };
    },
  });
  add({
    method: "POST",
    path: ":id",
    name: "templates.edit",
    handle: async (call) => {
      const template = templates.get(call.id);
      if (!template) throw unknownNode(call.id);
      templates.edit(template, await call.json());
      return { success: true };
    },
  });
}
