import { node } from "./page.ts";

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly agree: string;
  readonly refuse: string;
}

/** A dialog of the admin that resolves with the value of the button that closed it; Escape is an empty text. */
export function openDialog(
  title: string,
  body: readonly Node[],
  buttons: readonly HTMLButtonElement[],
): Promise<string> {
  const form = node("form", { method: "dialog" });
  const heading = node("h2", { id: "dialog-title" }, title);
  form.append(
    heading,
    node("div", { class: "dialog-body" }, ...body),
    node("div", { class: "dialog-buttons" }, ...buttons),
  );
  const dialog = node("dialog", { class: "dialog", "aria-labelledby": "dialog-title" }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}

/** Whether the merchant agrees. */
export async function confirm(question: Question): Promise<boolean> {
  const answer = await openDialog(
    question.title,
    [node("p", {}, question.text)],
    [
      node("button", { value: "", class: "button" }, question.refuse),
      node("button", { value: "yes", class: "button critical" }, question.agree),
    ],
  );
  return answer === "yes";
}
