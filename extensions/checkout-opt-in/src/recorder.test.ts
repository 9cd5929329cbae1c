import { describe, expect, it } from "vitest";
import type { Outcome, Statement } from "./consent-endpoint.ts";
import { createRecorder, RETRY_MS, type RecordingState, SETTLE_MS } from "./recorder.ts";

const giulia = "+393331234567";
const grant = (number = giulia, rest: Partial<Statement> = {}): Statement => ({
  granted: true,
  phone: { number, countryCode: "IT" },
  wording: { text: "Casa Aurora may write to me", version: "en-1" },
  locale: "en",
  checkoutToken: "c-1",
  orderId: null,
  ...rest,
});

const last = <Item>(list: readonly Item[]) => list[list.length - 1];

/** Lets everything run that waits for nothing but promises. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** A recorder whose waits end when the test says so, and whose app answers what the test wants. */
function play(answers: Outcome[] = [], recalled?: Statement) {
  const posts: string[] = [];
  const states: RecordingState[] = [];
  const remembered: (string | undefined)[] = [];
  const waits: { milliseconds: number; end: () => void }[] = [];
  const recorder = createRecorder(
    {
      post: async ({ granted, phone, checkoutToken }) => {
        posts.push(`${granted ? "grant" : "withdraw"} ${phone.number} ${checkoutToken ?? "no checkout"}`);
        return answers.shift() ?? "recorded";
      },
      wait: (milliseconds) => new Promise((end) => waits.push({ milliseconds, end })),
      onState: (state) => states.push(state),
      onRecorded: (one) => remembered.push(one?.phone.number),
    },
    recalled,
  );
  async function settle(): Promise<void> {
    await breathe();
    for (let next = waits.shift(); next; next = waits.shift()) {
      next.end();
      await breathe();
    }
  }
  return { recorder, posts, states, remembered, waits, settle };
}

describe("recording a choice", () => {
  it("says nothing while nothing was ticked", async () => {
    const { recorder, posts, states, settle } = play();
    recorder.wish(undefined);
    await settle();
    expect(posts).toEqual([]);
    expect(states).toEqual(["idle"]);
  });

  it("says a tick once it has settled, and remembers it", async () => {
    const { recorder, posts, states, remembered, waits, settle } = play();
    recorder.wish(grant());
    expect(waits[0]?.milliseconds).toBe(SETTLE_MS);
    expect(posts).toEqual([]);
    await settle();
    expect(posts).toEqual([`grant ${giulia} c-1`]);
    expect(states).toEqual(["saving", "saved"]);
    expect(remembered).toEqual([giulia]);
  });

  it("says nothing of a tick that was taken back at once", async () => {
    const { recorder, posts, states, settle } = play();
    recorder.wish(grant());
    recorder.wish(undefined);
    await settle();
    expect(posts).toEqual([]);
    expect(states).toEqual(["idle"]);
  });

  it("withdraws what was granted, for the number it was granted for", async () => {
    const { recorder, posts, states, remembered, settle } = play();
    recorder.wish(grant());
    await settle();
    recorder.wish(undefined);
    await settle();
    expect(posts).toEqual([`grant ${giulia} c-1`, `withdraw ${giulia} c-1`]);
    expect(last(states)).toBe("withdrawn");
    expect(remembered).toEqual([giulia, undefined]);
  });

  it("withdraws at once: who unticks may leave the page", async () => {
    const { recorder, posts, waits, settle } = play();
    recorder.wish(grant());
    await settle();
    recorder.wish(undefined);
    await breathe();
    expect(waits).toEqual([]);
    expect(posts).toEqual([`grant ${giulia} c-1`, `withdraw ${giulia} c-1`]);
  });

  it("withdraws at once also while another number is still settling", async () => {
    const { recorder, posts, settle } = play();
    recorder.wish(grant("+393331234560"));
    await settle();
    recorder.wish(grant());
    await breathe();
    recorder.wish(undefined);
    await breathe();
    expect(posts).toEqual(["grant +393331234560 c-1", "withdraw +393331234560 c-1"]);
  });

  it("withdraws a mistyped number, which may be a stranger's, before the right one is granted", async () => {
    const { recorder, posts, states, settle } = play();
    recorder.wish(grant("+393331234560"));
    await settle();
    recorder.wish(grant());
    await settle();
    expect(posts).toEqual(["grant +393331234560 c-1", "withdraw +393331234560 c-1", `grant ${giulia} c-1`]);
    expect(last(states)).toBe("saved");
  });

  it("does not repeat itself when only the punctuation of the number changes", async () => {
    const { recorder, posts, settle } = play();
    recorder.wish(grant());
    await settle();
    recorder.wish(grant("+39 333 123 4567"));
    await settle();
    expect(posts).toHaveLength(1);
  });

  it("says the grant again, without a withdrawal, once the checkout has its token", async () => {
    const { recorder, posts, settle } = play();
    recorder.wish(grant(giulia, { checkoutToken: null }));
    await settle();
    recorder.wish(grant());
    await settle();
    expect(posts).toEqual([`grant ${giulia} no checkout`, `grant ${giulia} c-1`]);
  });

  it("leaves alone what was unticked and ticked again at once", async () => {
    const { recorder, posts, states, settle } = play();
    recorder.wish(grant());
    await settle();
    recorder.wish(undefined);
    recorder.wish(grant());
    await settle();
    expect(posts).toEqual([`grant ${giulia} c-1`]);
    expect(last(states)).toBe("saved");
  });

  it("sends one request at a time: who unticks meanwhile is withdrawn after the grant", async () => {
    const answers: ((outcome: Outcome) => void)[] = [];
    const posts: boolean[] = [];
    const recorder = createRecorder({
      post: ({ granted }) => {
        posts.push(granted);
        return new Promise((answer) => answers.push(answer));
      },
      wait: async () => {},
      onState: () => {},
      onRecorded: () => {},
    });
    recorder.wish(grant());
    await breathe();
    recorder.wish(undefined);
    await breathe();
    expect(posts).toEqual([true]);
    answers.shift()?.("recorded");
    await breathe();
    expect(posts).toEqual([true, false]);
  });

  it("repeats nothing for a grant that was recorded before the page was loaded", async () => {
    const { recorder, posts, states, settle } = play([], grant());
    recorder.wish(grant());
    await settle();
    expect(posts).toEqual([]);
    expect(states).toEqual(["saved"]);
    recorder.wish(undefined);
    await settle();
    expect(posts).toEqual([`withdraw ${giulia} c-1`]);
  });
});

describe("when it cannot be recorded", () => {
  it("asks an app that did not answer once more by itself, and then offers to try again", async () => {
    const { recorder, posts, states, waits, settle } = play(["unavailable", "unavailable"]);
    recorder.wish(grant());
    await breathe();
    waits.shift()?.end();
    await breathe();
    expect(waits[0]?.milliseconds).toBe(RETRY_MS);
    await settle();
    expect(posts).toHaveLength(2);
    expect(last(states)).toBe("failed");
    recorder.retry();
    await settle();
    expect(posts).toHaveLength(3);
    expect(last(states)).toBe("saved");
  });

  it("withdraws also a grant of which nobody knows whether it arrived", async () => {
    const { recorder, posts, settle } = play(["offline"]);
    recorder.wish(grant());
    await settle();
    recorder.wish(undefined);
    await settle();
    expect(posts).toEqual([`grant ${giulia} c-1`, `withdraw ${giulia} c-1`]);
  });

  it("does not wait for its second try before it withdraws", async () => {
    const { recorder, posts, waits } = play(["unavailable"]);
    recorder.wish(grant());
    await breathe();
    waits.shift()?.end();
    await breathe();
    expect(waits[0]?.milliseconds).toBe(RETRY_MS);
    recorder.wish(undefined);
    await breathe();
    expect(posts).toEqual([`grant ${giulia} c-1`, `withdraw ${giulia} c-1`]);
  });

  it("has nothing to withdraw when the grant was refused", async () => {
    const { recorder, posts, states, settle } = play(["refused"]);
    recorder.wish(grant());
    await settle();
    expect(last(states)).toBe("failed");
    recorder.wish(undefined);
    await settle();
    expect(posts).toHaveLength(1);
    expect(last(states)).toBe("idle");
  });

  it("asks for another number when it is none, and records that one", async () => {
    const { recorder, posts, states, settle } = play(["phone"]);
    recorder.wish(grant("+39000000"));
    await settle();
    expect(last(states)).toBe("phone-invalid");
    recorder.wish(grant());
    await settle();
    expect(posts).toEqual(["grant +39000000 c-1", `grant ${giulia} c-1`]);
    expect(last(states)).toBe("saved");
  });

  it("does not say that a withdrawal is done when it is not", async () => {
    const { recorder, states, remembered, settle } = play(["recorded", "offline"]);
    recorder.wish(grant());
    await settle();
    recorder.wish(undefined);
    await settle();
    expect(last(states)).toBe("offline");
    expect(remembered).toEqual([giulia]);
    recorder.retry();
    await settle();
    expect(last(states)).toBe("withdrawn");
  });
});
