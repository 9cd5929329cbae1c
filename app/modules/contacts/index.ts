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
export { peopleOf, type ShownPerson } from "./named.ts";
export { maskPhone, type Phone, phoneOfWaId, readPhone } from "./phone.ts";
