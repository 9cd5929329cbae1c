export {
  type ContactRow,
  contactName,
  forgetReachability,
  knownContact,
  recogniseContact,
  resolveContact,
  setReachability,
} from "./contacts.ts";
export { ownPhone, ownUserId } from "./join.ts";
export { maskPhone, type Phone, phoneOfWaId, readPhone } from "./phone.ts";
