import { describe, expect, it } from 'vitest';
import { buildReceipt, type ReceiptTarget, type UntakenReceipt } from '@/lib/containment/build-receipt';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, seconds));
const none = { startedAfterCount: 0, landedAfterCount: 0 };

const drained: ReceiptTarget = {
  addedAt: at(0),
  acceptedAt: at(1),
  observedAt: at(2),
  drainedAt: at(20),
  lastEndedAt: at(17),
  lastEffectAt: at(17),
  inFlightCount: 3,
  endSeenCount: 3,
  releasedAt: null,
  isHandedOver: false,
  isGone: false,
};
const quiet: ReceiptTarget = {
  ...drained,
  acceptedAt: at(4),
  lastEndedAt: null,
  lastEffectAt: null,
  inFlightCount: 0,
};
const pending: ReceiptTarget = { ...quiet, acceptedAt: null, observedAt: null, drainedAt: null };

describe('buildReceipt', () => {
  it('closes at the last side effect', () => {
    expect(buildReceipt(at(0), [drained, quiet], none)).toEqual({
      askedAt: at(0).toISOString(),
      firstAcceptedAt: at(1).toISOString(),
      allAcceptedAt: at(4).toISOString(),
      allObservedAt: at(2).toISOString(),
      drainedAt: at(20).toISOString(),
      lastEndedAt: at(17).toISOString(),
      inFlightAtStopCount: 3,
      startedAfterCount: 0,
      landedAfterCount: 0,
      isCutShort: false,
      containedAfterMs: 17_000,
    });
  });

  it('closes when all accepted, where nothing was in flight', () => {
    expect(buildReceipt(at(0), [quiet], none).containedAfterMs).toBe(4_000);
  });

  it('does not close before XEM accepted, though the last call had ended', () => {
    const early = { ...quiet, lastEndedAt: at(2), lastEffectAt: at(2), inFlightCount: 1, endSeenCount: 1 };
    expect(buildReceipt(at(0), [early], none).containedAfterMs).toBe(4_000);
  });

  it('closes at the drain, where calls were in flight and nobody saw them end', () => {
    const unseen = { ...drained, lastEndedAt: null, lastEffectAt: null, endSeenCount: 0 };
    expect(buildReceipt(at(0), [unseen, quiet], none)).toMatchObject({
      lastEndedAt: null,
      containedAfterMs: 20_000,
    });
  });

  it('closes at the drain, where nobody saw the end of one of them', () => {
    const partly = { ...drained, lastEndedAt: at(5), lastEffectAt: at(5), endSeenCount: 2 };
    expect(buildReceipt(at(0), [partly, quiet], none).containedAfterMs).toBe(20_000);
  });

  it('is not put off by calls that had ended before, though nobody knew it yet', () => {
    const before = { ...drained, lastEndedAt: null, lastEffectAt: null };
    expect(buildReceipt(at(0), [before], none).containedAfterMs).toBe(1_000);
  });

  it('does not wait for what only reads', () => {
    const reading = { ...drained, lastEffectAt: at(6) };
    expect(buildReceipt(at(0), [reading, quiet], none)).toMatchObject({
      lastEndedAt: at(17).toISOString(),
      containedAfterMs: 6_000,
    });
    expect(buildReceipt(at(0), [{ ...drained, lastEffectAt: null }], none).containedAfterMs).toBe(1_000);
  });

  it('is put off by a call that landed after the drain was seen', () => {
    const late = { startedAfterCount: 0, landedAfterCount: 1, lastEffectAt: at(31) };
    expect(buildReceipt(at(0), [drained, quiet], late)).toMatchObject({
      landedAfterCount: 1,
      containedAfterMs: 31_000,
    });
  });

  it('is not about an agent that was given up before XEM was asked', () => {
    const withdrawn = { ...pending, releasedAt: at(3) };
    expect(buildReceipt(at(0), [drained, withdrawn], none)).toMatchObject({
      allAcceptedAt: at(1).toISOString(),
      containedAfterMs: 17_000,
    });
  });

  it('is not about an agent that was deleted before XEM accepted', () => {
    const deleted = { ...pending, isGone: true };
    expect(buildReceipt(at(0), [drained, deleted], none).containedAfterMs).toBe(17_000);
    const accepted = { ...deleted, acceptedAt: at(1) };
    expect(buildReceipt(at(0), [drained, accepted], none).containedAfterMs).toBeNull();
  });

  it('never closes where an agent was released before it had drained, and says so', () => {
    const running = { ...drained, drainedAt: null, lastEndedAt: null, lastEffectAt: null };
    const early = { ...running, releasedAt: at(9) };
    expect(buildReceipt(at(0), [quiet, early], none)).toMatchObject({
      containedAfterMs: null,
      isCutShort: true,
    });
    expect(buildReceipt(at(0), [quiet, { ...early, isHandedOver: true }], none)).toMatchObject({
      containedAfterMs: null,
      isCutShort: false,
    });
    expect(buildReceipt(at(0), [drained, { ...quiet, releasedAt: at(30) }], none)).toMatchObject({
      containedAfterMs: 17_000,
      isCutShort: false,
    });
  });

  it('is about an agent that was handed over before XEM accepted', () => {
    const handed = { ...pending, releasedAt: at(3), isHandedOver: true };
    expect(buildReceipt(at(0), [drained, handed], none).containedAfterMs).toBeNull();
  });

  it('stays open while one scope has not followed', () => {
    const receipt = buildReceipt(at(0), [drained, pending], none);
    expect(receipt).toMatchObject({
      firstAcceptedAt: at(1).toISOString(),
      allAcceptedAt: null,
      drainedAt: null,
      containedAfterMs: null,
    });
  });

  it('does not wait for an agent that joined later', () => {
    const joined = { ...pending, addedAt: at(40) };
    expect(buildReceipt(at(0), [drained, joined], none).containedAfterMs).toBe(17_000);
  });
});

describe('the receipt of a place with calls of no agent', () => {
  const ended: UntakenReceipt = {
    drainedAt: at(25),
    lastEndedAt: at(23),
    lastEffectAt: at(22),
    inFlightCount: 2,
    endSeenCount: 2,
    releasedAt: null,
    isHandedOver: false,
  };
  const running = { ...ended, drainedAt: null, lastEndedAt: null, lastEffectAt: null, endSeenCount: 0 };
  const receiptOf = (untaken: UntakenReceipt, targets = [drained, quiet]) =>
    buildReceipt(at(0), targets, none, untaken);

  it('counts them, and closes at the last side effect of all', () => {
    expect(receiptOf(ended)).toMatchObject({
      inFlightAtStopCount: 5,
      lastEndedAt: at(23).toISOString(),
      drainedAt: at(25).toISOString(),
      containedAfterMs: 22_000,
    });
  });

  it('closes no earlier than its agents were stopped', () => {
    expect(receiptOf({ ...ended, lastEffectAt: at(2) }).containedAfterMs).toBe(17_000);
  });

  it('closes at the drain where nobody saw the end of one of them', () => {
    expect(receiptOf({ ...ended, endSeenCount: 1 }).containedAfterMs).toBe(25_000);
  });

  it('stays open while one runs, and is cut short by a release', () => {
    expect(receiptOf(running)).toMatchObject({ drainedAt: null, containedAfterMs: null, isCutShort: false });
    expect(receiptOf({ ...running, releasedAt: at(9) })).toMatchObject({ isCutShort: true });
    expect(receiptOf({ ...running, releasedAt: at(9), isHandedOver: true })).toMatchObject({
      isCutShort: false,
    });
  });

  it('is not about them where no agent was stopped', () => {
    const withdrawn = { ...pending, releasedAt: at(3) };
    expect(receiptOf(ended, [withdrawn])).toMatchObject({ inFlightAtStopCount: 0, containedAfterMs: null });
  });
});
