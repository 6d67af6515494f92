'use client';

import { useState } from 'react';
import { ExactNumber } from '@/components/executions/exact-number';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { visibleText } from '@/lib/visible-text';

/** Entries of one object or list drawn at once. */
const drawnAtOnce = 100;
/** Longer texts get a block of their own. */
const inlineLength = 120;

/** JSON with its parts folded; what is folded is not drawn, so that a large piece stays light. */
export function JsonTree({ value, label }: { value: unknown; label: string }) {
  return (
    <ScrollRegion
      label={label}
      className="mt-2 max-h-120 overflow-auto rounded-card border bg-sunken px-3 py-2.5 font-mono text-small"
    >
      <JsonPart name={null} value={value} isOpenAtFirst />
    </ScrollRegion>
  );
}

type JsonPartProps = { name: string | null; value: unknown; isOpenAtFirst?: boolean };

function JsonPart({ name, value, isOpenAtFirst = false }: JsonPartProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const [drawn, setDrawn] = useState(drawnAtOnce);
  const key = name === null ? null : <span className="text-ink-2">{visibleText(name)}: </span>;
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) {
    const text = value instanceof ExactNumber ? value.text : String(value);
    if (text.length > inlineLength || text.includes('\n')) {
      return (
        <div className="py-0.5">
          {key}
          <CodeBlock label={name ?? 'Text'} text={text} className="mt-1" />
        </div>
      );
    }
    return (
      <div className="wrap-anywhere">
        {key}
        <span className={typeof value === 'string' ? undefined : 'text-accent'}>
          {visibleText(typeof value === 'string' ? JSON.stringify(value) : text)}
        </span>
      </div>
    );
  }
  const entries = Object.entries(value);
  const count = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer">
        {key}
        <span className="text-ink-3">{count}</span>
      </summary>
      {isOpen ? (
        <div className="border-l pl-3">
          {entries.slice(0, drawn).map(([inner, part]) => (
            <JsonPart key={inner} name={inner} value={part} />
          ))}
          {entries.length > drawn ? (
            <Button size="small" variant="ghost" onClick={() => setDrawn(drawn + drawnAtOnce)}>
              {entries.length - drawn} more
            </Button>
          ) : null}
        </div>
      ) : null}
    </details>
  );
}
