import type { ButtonView, PersonView, PhoneView } from "../view.ts";

async function post(path: string, body: object): Promise<void> {
  const answer = await fetch(`/phone/api/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    // A tap on a link may leave the page.
    keepalive: true,
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
}

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`/phone/api/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** The phone of one person, through the API. */
export function phoneOf(number: string) {
  const query = `number=${encodeURIComponent(number)}`;
  return {
    look: () => get<PhoneView>(`chats?${query}`),
    people: () => get<PersonView[]>("people"),
    events: () => new EventSource(`/phone/api/events?${query}`),
    say: (phoneNumberId: string, text: string) => post("text", { number, phoneNumberId, text }),
    tap: (wamid: string, button: ButtonView) => post("tap", { number, wamid, button: button.index }),
    read: (phoneNumberId: string) => post("read", { number, phoneNumberId }),
    block: (phoneNumberId: string, blocked: boolean) => post("block", { number, phoneNumberId, blocked }),
    preferPromotions: (phoneNumberId: string, value: "stop" | "resume") =>
      post("stop-promotions", { number, phoneNumberId, value }),
    async sendPicture(phoneNumberId: string, file: File): Promise<void> {
      const form = new FormData();
      form.set("number", number);
      form.set("phoneNumberId", phoneNumberId);
      form.set("file", file);
      const answer = await fetch("/phone/api/media", { method: "POST", body: form });
      if (!answer.ok) throw new Error(`media: ${answer.status}`);
    },
  };
}

export type PhoneApi = ReturnType<typeof phoneOf>;
