// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type FormEvent, useState } from 'react';
import { expect, test } from 'vitest';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

function TitleForm() {
  const [error, setError] = useState<string>();
  const [saved, setSaved] = useState('');
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get('title'));
    setError(title ? undefined : 'Say in a few words what goes wrong.');
    setSaved(title);
  }
  return (
    <form onSubmit={submit}>
      <Field label="Title" name="title" hint="One line." error={error} isRequired>
        <Input />
      </Field>
      <Button type="submit">Declare</Button>
      <output>{saved}</output>
    </form>
  );
}

test('an error appears at its field, is announced and tied to the control', async () => {
  const user = userEvent.setup();
  render(<TitleForm />);
  const input = screen.getByRole('textbox', { name: 'Title' });
  expect(input.getAttribute('aria-required')).toBe('true');
  expect(screen.getByRole('alert').textContent).toBe('');

  await user.click(screen.getByRole('button', { name: 'Declare' }));

  expect(screen.getByRole('alert').textContent).toBe('Say in a few words what goes wrong.');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(descriptionOf(input)).toBe('Say in a few words what goes wrong. One line.');
});

test('the error goes when the field is right, and the value arrives under the name of the field', async () => {
  const user = userEvent.setup();
  render(<TitleForm />);
  await user.click(screen.getByRole('button', { name: 'Declare' }));

  await user.type(screen.getByRole('textbox', { name: 'Title' }), 'Deletes on billing{Enter}');

  expect(screen.getByRole('alert').textContent).toBe('');
  expect(screen.getByRole('textbox', { name: 'Title' }).getAttribute('aria-invalid')).toBeNull();
  expect(screen.getByText('Deletes on billing')).toBeDefined();
});

function descriptionOf(element: HTMLElement): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
}
