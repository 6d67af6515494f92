import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { fromWire, toSnake, toWire } from '@/lib/http/wire-case';

const step = z.discriminatedUnion('stepKind', [
  z.strictObject({ stepKind: z.literal('plain_note'), noteText: z.string() }),
  z.strictObject({ stepKind: z.literal('held_scope'), agentId: z.string(), isWhole: z.boolean() }),
]);

const schema = z.object({
  incidentId: z.string(),
  heldScopes: z.array(z.object({ agentId: z.string(), sinceAt: z.string().nullable() })),
  countsByAgent: z.record(z.string(), z.object({ inFlight: z.number() })),
  rawRecord: z.unknown(),
  toolArguments: z.record(z.string(), z.unknown()),
  firstStep: step.optional(),
});

const ours: z.infer<typeof schema> = {
  incidentId: '1',
  heldScopes: [{ agentId: 'a', sinceAt: null }],
  countsByAgent: { agentOne: { inFlight: 2 } },
  rawRecord: { someKey: { innerKey: 1 } },
  toolArguments: { dryRun: true, other_key: { deepKey: 1 } },
  firstStep: { stepKind: 'held_scope', agentId: 'a', isWhole: true },
};

const wire = {
  incident_id: '1',
  held_scopes: [{ agent_id: 'a', since_at: null }],
  counts_by_agent: { agentOne: { in_flight: 2 } },
  raw_record: { someKey: { innerKey: 1 } },
  tool_arguments: { dryRun: true, other_key: { deepKey: 1 } },
  first_step: { step_kind: 'held_scope', agent_id: 'a', is_whole: true },
};

describe('wire case', () => {
  it('turns field names, and leaves the keys of records and of free JSON alone', () => {
    expect(toWire(schema, ours)).toEqual(wire);
    expect(fromWire(schema, wire)).toEqual(ours);
  });

  it.each([
    ['optional', z.object({ outerField: z.object({ innerField: z.string() }).optional() })],
    ['nullable', z.object({ outerField: z.object({ innerField: z.string() }).nullable() })],
    ['default', z.object({ outerField: z.object({ innerField: z.string() }).default({ innerField: 'x' }) })],
    ['readonly', z.object({ outerField: z.object({ innerField: z.string() }).readonly() })],
    ['refined', z.object({ outerField: z.object({ innerField: z.string() }).refine(() => true) })],
    ['lazy', z.object({ outerField: z.lazy(() => z.object({ innerField: z.string() })) })],
    ['preprocessed', z.object({ outerField: z.preprocess((v) => v, z.object({ innerField: z.string() })) })],
    ['in a tuple', z.object({ outerField: z.tuple([z.object({ innerField: z.string() })]) })],
  ])('reaches into what is %s', (_, wrapped) => {
    const inner = { innerField: 'x' };
    const isTuple = wrapped.shape.outerField instanceof z.ZodTuple;
    const value = { outerField: isTuple ? [inner] : inner };
    const travelled = toWire(wrapped, value);
    expect(JSON.stringify(travelled)).toContain('"inner_field"');
    expect(fromWire(wrapped, travelled)).toEqual(value);
  });

  it('chooses the option of a plain union that the value satisfies', () => {
    const either = z.union([
      z.strictObject({ agentId: z.string() }),
      z.strictObject({ workspaceId: z.string(), mayQueue: z.boolean() }),
    ]);
    const value = { workspaceId: 'w', mayQueue: true };
    expect(toWire(either, value)).toEqual({ workspace_id: 'w', may_queue: true });
    expect(fromWire(either, { workspace_id: 'w', may_queue: true })).toEqual(value);
  });

  it('turns a wrong value by the option its discriminator names, so that the error names the right field', () => {
    const wrong = { step_kind: 'held_scope', agent_id: 'a', is_whole: 'perhaps' };
    expect(fromWire(step, wrong)).toEqual({ stepKind: 'held_scope', agentId: 'a', isWhole: 'perhaps' });
  });

  it('refuses a name in our spelling, as there is one spelling on the wire', () => {
    const refused = () => fromWire(schema, { incidentId: '1' });
    expect(refused).toThrow(AppError);
    expect(refused).toThrow(/incidentId: is spelt incident_id/);
  });

  it('sends nothing that the schema does not name', () => {
    const row = { ...ours, passwordHash: 'x', heldScopes: [{ agentId: 'a', sinceAt: null, secret: 'y' }] };
    expect(toWire(schema, row)).toEqual(wire);
  });

  it('keeps unknown fields where the schema does', () => {
    expect(toWire(z.looseObject({ agentId: z.string() }), { agentId: 'a', extraKey: 1 })).toEqual({
      agent_id: 'a',
      extraKey: 1,
    });
  });

  it('gives back any value that travelled', () => {
    const value = fc.record({
      incidentId: fc.string(),
      heldScopes: fc.array(fc.record({ agentId: fc.string(), sinceAt: fc.option(fc.string()) })),
      countsByAgent: fc.dictionary(fc.string(), fc.record({ inFlight: fc.integer() })),
      rawRecord: fc.jsonValue(),
      toolArguments: fc.dictionary(fc.string(), fc.jsonValue()),
    });
    fc.assert(
      fc.property(value, (any) => {
        expect(fromWire(schema, toWire(schema, any))).toEqual(any);
      }),
    );
  });

  it('keeps digits with their word', () => {
    expect(toSnake('sha256')).toBe('sha256');
    expect(toSnake('xemRequestId')).toBe('xem_request_id');
  });
});
