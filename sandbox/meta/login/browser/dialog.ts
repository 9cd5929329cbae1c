/** The dialog's buttons: what they end with is told to the page that opened it, as Meta does. */

const facts = JSON.parse(document.querySelector("#facts")?.textContent ?? "{}") as { openerOrigin: string };
const typed = (name: string) =>
  document.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`)?.value ?? "";

async function end(how: string): Promise<void> {
  const answer = await fetch("/facebook/dialog/end", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ how, number: typed("number"), name: typed("name"), step: typed("step") }),
  });
  const said = (await answer.json()) as { message?: object; code?: string; error?: string };
  if (!said.message) {
    alert(said.error);
    return;
  }
  const opener: Window | null = window.opener;
  opener?.postMessage(JSON.stringify(said.message), facts.openerOrigin);
  if (said.code !== undefined) opener?.postMessage({ loginCode: said.code }, facts.openerOrigin);
  window.close();
}

// A press before this would be lost: the page comes with its buttons off.
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-how]")) {
  button.addEventListener("click", () => void end(button.dataset.how ?? ""));
  button.disabled = false;
}

export {};
