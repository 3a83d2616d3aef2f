import type { TableView } from '#app/components/data-table.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import type { Typed } from './form-reading.ts';
import { fieldLabel } from './form-words.ts';

/** What a person typed beside what somebody else saved meanwhile, and the way to take the other's. */
export interface ConflictView {
  readonly table: TableView;
  readonly takeStored: LinkView;
}

export interface ConflictInput<Field extends string> {
  /** The form the fields have their labels of. */
  readonly form: string;
  readonly fields: readonly Field[];
  readonly typed: Typed<Field>;
  readonly stored: Typed<Field>;
  /** A field's text as the page shows it: a choice by its words. */
  readonly textOf?: ((field: Field, text: string) => string) | undefined;
  /** The page as it is stored now. */
  readonly href: string;
  readonly language: Language;
}

/** The fields where what was typed and what is stored differ. */
export function conflictView<Field extends string>(input: ConflictInput<Field>): ConflictView {
  const { form, fields, typed, stored, textOf = (_field, text) => text, href, language } = input;
  const t = translator(language);
  const shown = (field: Field, text: string) => (text.trim() === '' ? t('programme.conflict.nothing') : textOf(field, text));
  return {
    table: {
      caption: t('programme.conflict.caption'),
      columns: [{ heading: t('programme.conflict.field') }, { heading: t('programme.conflict.typed') }, { heading: t('programme.conflict.stored') }],
      rows: fields.filter((field) => plain(typed[field]) !== plain(stored[field])).map((field) => ({
        key: field, cells: [fieldLabel(form, field, language), shown(field, typed[field]), shown(field, stored[field])],
      })),
    },
    takeStored: { href, text: t('programme.conflict.takeStored') },
  };
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
