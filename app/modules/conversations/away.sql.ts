/** Holds a person until the end of the transaction, so that two messages of theirs are heard one after the other. */
export const LOCK_PERSON = `SELECT id FROM contact WHERE shop_id = $1::uuid AND id = $2::uuid FOR UPDATE`;
