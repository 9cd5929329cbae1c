export {
  type ContactRow,
  contactName,
  forgetReachability,
  recogniseContact,
  resolveContact,
  setReachability,
} from "./contacts.ts";
export { maskPhone, type Phone, phoneOfWaId, readPhone } from "./phone.ts";
