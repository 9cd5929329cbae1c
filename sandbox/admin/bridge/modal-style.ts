/** The dialog's look, as the admin draws it around the app's content. Adopted, so that no content policy stops it. */
export const modalStyle = `
:host { all: initial; }
dialog { border: 0; padding: 0; margin: auto; width: min(620px, calc(100vw - 32px)); max-height: calc(100vh - 32px);
  border-radius: 16px; background: #fff; color: #303030; overflow: hidden; flex-direction: column;
  box-shadow: 0 20px 40px rgb(0 0 0 / .28); font: 400 13px/20px Inter, system-ui, sans-serif; }
dialog[open] { display: flex; animation: rise .16s ease-out; }
dialog::backdrop { background: rgb(0 0 0 / .55); }
dialog[data-variant="small"] { width: min(380px, calc(100vw - 32px)); }
dialog[data-variant="large"] { width: min(980px, calc(100vw - 32px)); }
dialog[data-variant="max"] { width: calc(100vw - 32px); height: calc(100vh - 32px); }
@keyframes rise { from { transform: translateY(8px); opacity: 0; } }
@media (prefers-reduced-motion: reduce) { dialog[open] { animation: none; } }
header { display: flex; align-items: center; gap: 12px; padding: 12px 16px; background: #f3f3f3;
  border-bottom: 1px solid #e3e3e3; }
h2 { all: unset; flex: 1; font: 650 14px/20px Inter, system-ui, sans-serif; }
.content { overflow: auto; flex: 1; min-height: 0; }
iframe { border: 0; width: 100%; height: min(600px, 70vh); display: block; }
dialog[data-variant="max"] iframe { height: 100%; }
footer { display: flex; justify-content: flex-end; flex-wrap: wrap; gap: 8px; padding: 12px 16px;
  border-top: 1px solid #e3e3e3; }
footer:empty { display: none; }
button { font: 550 12px/16px Inter, system-ui, sans-serif; border: 0; border-radius: 8px; padding: 6px 12px;
  min-height: 28px; background: #fff; color: #303030; cursor: pointer;
  box-shadow: inset 0 0 0 1px #d0d0d0, inset 0 -1px 0 #b5b5b5; }
button:hover { background: #f7f7f7; }
button:focus-visible { outline: 2px solid #005bd3; outline-offset: 1px; }
button.primary { background: #303030; color: #fff; box-shadow: none; }
button.primary:hover { background: #1a1a1a; }
button.primary.critical { background: #c70a24; }
button.primary.critical:hover { background: #a30a1e; }
button.critical:not(.primary) { color: #8e0b21; }
button:disabled { background: #ebebeb; color: #8a8a8a; box-shadow: none; cursor: default; }
button.close { box-shadow: none; background: transparent; padding: 4px; line-height: 0; }
button.close:hover { background: #e3e3e3; }
@media (max-width: 490px) { dialog, dialog[data-variant] { width: 100vw; max-width: 100vw; margin: auto 0 0;
  border-radius: 16px 16px 0 0; } }
`;
