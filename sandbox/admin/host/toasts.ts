import type { HostEvent, ToastState } from "../bridge-protocol.ts";
import { node, part } from "./page.ts";

/** Short messages at the bottom of the admin, newest last, each for its own time. */
export function createToasts(tell: (event: HostEvent) => void, dismissLabel: string) {
  const shown = new Map<string, HTMLElement>();
  const remove = (id: string): void => {
    const toast = shown.get(id);
    if (!toast) return;
    shown.delete(id);
    toast.remove();
    tell({ name: "toastDismissed", detail: { id } });
  };
  return {
    show(toast: ToastState): void {
      const made = node(
        "div",
        { class: "toast", role: toast.isError ? "alert" : "status" },
        node("span", {}, toast.message),
      );
      made.classList.toggle("error", toast.isError);
      if (toast.action !== null) {
        const action = node("button", { type: "button", class: "toast-action" }, toast.action);
        action.addEventListener("click", () => {
          tell({ name: "toastAction", detail: { id: toast.id } });
          remove(toast.id);
        });
        made.append(action);
      }
      const close = node("button", { type: "button", class: "toast-close", "aria-label": dismissLabel }, "×");
      close.addEventListener("click", () => remove(toast.id));
      made.append(close);
      shown.set(toast.id, made);
      part("toasts").append(made);
      window.setTimeout(() => remove(toast.id), toast.durationMs);
    },
    hide: remove,
  };
}
