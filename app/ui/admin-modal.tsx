import { Modal, type ModalProps } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";

/**
 * App Bridge's modal, there only once the page is alive: App Bridge puts its content into the document as soon as the
 * element is parsed, and React would no longer recognise the page that the server rendered.
 */
export function AdminModal(props: ModalProps) {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  return alive ? <Modal {...props} /> : null;
}
