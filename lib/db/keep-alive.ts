/**
 * For connections that may say nothing for hours. A peer that is gone without a word (a failover, a router that forgot
 * the connection) is noticed some 20 s later: Node probes every second after the first silence. Without the delay the
 * system's two hours count.
 */
export const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
