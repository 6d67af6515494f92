'use client';

import { useState } from 'react';
import { JsonTree } from '@/components/executions/json-tree';
import { parseWholeJson } from '@/components/executions/parse-whole-json';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { stripTerminalCodes } from '@/lib/executions/strip-terminal-codes';

type OutputTextProps = {
  text: string;
  /** The text is all of the output, so that it may be one piece of JSON. */
  isWhole: boolean;
};

/** What a tool printed, made harmless: terminal codes taken out or shown, JSON folded, all else to the letter. */
export function OutputText({ text, isWhole }: OutputTextProps) {
  const [shape, setShape] = useState<'json' | 'text'>('json');
  const [areCodesShown, setCodesShown] = useState(false);
  const json = isWhole ? parseWholeJson(text) : undefined;
  const stripped = stripTerminalCodes(text);
  if (text === '') return <p className="py-2 text-ink-3">It printed nothing.</p>;
  return (
    <>
      {json === undefined ? null : (
        <SegmentedControl
          legend="How to show the output"
          name="output-shape"
          segments={[
            { value: 'json', label: 'JSON' },
            { value: 'text', label: 'Text' },
          ]}
          value={shape}
          onChange={setShape}
          className="mt-2"
        />
      )}
      {json !== undefined && shape === 'json' ? (
        <JsonTree value={json} label="Output as JSON" />
      ) : (
        <CodeBlock label="Raw output" text={areCodesShown ? text : stripped.text} className="mt-2" />
      )}
      {stripped.count > 0 && (json === undefined || shape === 'text') ? (
        <p className="flex flex-wrap items-center gap-2 pt-1.5 text-ink-3 text-small">
          {areCodesShown
            ? 'Shown to the letter, with its terminal codes.'
            : `${stripped.count.toLocaleString('en-GB')} terminal ${stripped.count === 1 ? 'code is' : 'codes are'} left out.`}
          <Button size="small" variant="ghost" onClick={() => setCodesShown(!areCodesShown)}>
            {areCodesShown ? 'Leave them out' : 'Show them'}
          </Button>
        </p>
      ) : null}
    </>
  );
}
