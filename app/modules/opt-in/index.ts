export { type OptInAnswer, optIn } from "./opt-in.ts";
