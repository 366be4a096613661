import { type FormEvent, useState } from 'react';
import { watchAddress } from '#actions/watchAddress.ts';
import { type Text, useText } from '#i18n/useText.ts';
import { Button } from '#ui/Button.tsx';
import { TextField } from '#ui/TextField.tsx';

/** Shows an address without being able to sign for it. */
export function WatchForm({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Parameters<typeof refusedText>[1] | null>(null);
  const watch = async (event: FormEvent) => {
    event.preventDefault();
    const result = await watchAddress(text);
    if (result.ok) onDone();
    else setRefused(result.reason);
  };
  return (
    <form className="way" onSubmit={(event) => void watch(event)} noValidate>
      <h3 className="way-title">{t('wallet.watch')}</h3>
      <p className="field-label">{t('wallet.watchHint')}</p>
      <TextField
        label={t('wallet.address')}
        value={text}
        placeholder="5…"
        onChange={(typed) => {
          setText(typed);
          setRefused(null);
        }}
        error={refused === null ? null : refusedText(t, refused)}
      />
      <Button type="submit">{t('wallet.watchButton')}</Button>
    </form>
  );
}

function refusedText(
  t: Text,
  reason: 'empty' | 'not-an-address' | 'bad-checksum' | 'ethereum' | 'other-prefix-form',
): string {
  return t(`wallet.refused.${reason}`);
}
