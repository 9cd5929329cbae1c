/** What the phone shows, as its JSON API gives it. Times are ISO 8601 in shop time. */

export interface PersonView {
  /** E.164, or the user id of somebody without a number. */
  readonly number: string;
  readonly name: string;
  readonly language: "en" | "it";
}

export interface ButtonView {
  /** Place among the message's buttons, or rows of its list: what a tap names. */
  readonly index: number;
  readonly kind: "url" | "reply" | "call" | "copy" | "other";
  readonly label: string;
  readonly description?: string | undefined;
  readonly url?: string | undefined;
  readonly code?: string | undefined;
  readonly phone?: string | undefined;
  readonly tapped: boolean;
}

export interface MessageView {
  readonly wamid: string;
  readonly from: "business" | "person";
  readonly at: string;
  /** Of the person's own messages: two grey ticks or two blue ones. */
  readonly seen: boolean;
  readonly picture: string | undefined;
  /** A file, a video, a place, a product: what is not drawn is named. */
  readonly attachment: string | undefined;
  readonly heading: string | undefined;
  readonly text: string;
  readonly footer: string | undefined;
  readonly buttons: readonly ButtonView[];
  /** Label of the button that opens a list; then `buttons` are its rows. */
  readonly listLabel: string | undefined;
  readonly reaction: string | undefined;
  /** The message that this one answers. */
  readonly quoted: string | undefined;
}

export interface ChatView {
  readonly phoneNumberId: string;
  readonly name: string;
  readonly displayNumber: string;
  readonly blocked: boolean;
  readonly stoppedMarketing: boolean;
  readonly typing: boolean;
  readonly unread: number;
  readonly messages: readonly MessageView[];
}

export interface PhoneView {
  readonly person: PersonView;
  readonly now: string;
  /** Newest first. */
  readonly chats: readonly ChatView[];
}
