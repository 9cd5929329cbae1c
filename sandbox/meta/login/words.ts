import type { Language } from "#sandbox/page/language.ts";

const en = {
  title: "Meta: connect WhatsApp",
  what: "Here Meta asks a business to sign in and to give this app its WhatsApp account. The sandbox asks for nothing but how it ends.",
  business: "Business",
  number: "Phone number",
  name: "Display name",
  finish: "Finish",
  finishInApp: "Finish, and keep the number in the WhatsApp Business app",
  finishWithoutNumber: "Finish without a number",
  step: "Leave off at",
  cancel: "Leave off",
  error: "Let Meta report an error",
  refused: "Meta does not show this dialog: the app's id or its configuration is not known.",
};

export const loginWords: Readonly<Record<Language, typeof en>> = {
  en,
  it: {
    title: "Meta: collega WhatsApp",
    what: "Qui Meta chiede a un'azienda di accedere e di dare a questa app il suo account WhatsApp. Il sandbox chiede solo come va a finire.",
    business: "Azienda",
    number: "Numero di telefono",
    name: "Nome visualizzato",
    finish: "Termina",
    finishInApp: "Termina, e lascia il numero nell'app WhatsApp Business",
    finishWithoutNumber: "Termina senza un numero",
    step: "Interrompi a",
    cancel: "Interrompi",
    error: "Fai segnalare un errore a Meta",
    refused: "Meta non mostra questa finestra: l'id dell'app o la sua configurazione non è noto.",
  },
};
