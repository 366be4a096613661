import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useText } from '#i18n/useText.ts';

/** Copies a text and says that it did. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button type="button" className="button button-plain" onClick={copy} onBlur={() => setCopied(false)}>
      {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
      <span aria-live="polite">{copied ? t('common.copied') : label}</span>
    </button>
  );
}
