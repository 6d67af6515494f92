import { createLoader, parseAsStringLiteral } from 'nuqs/server';

export const approvalStateParam = parseAsStringLiteral(['open', 'decided']).withDefault('open');

export const loadApprovalSearch = createLoader({ state: approvalStateParam });
