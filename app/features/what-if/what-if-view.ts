import type { ErrorSummaryView } from '#app/components/error-summary.tsx';
import type { TextFieldView } from '#app/components/text-field.tsx';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { termsOf } from '#app/domain/grant.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import { answerView, type WhatIfAnswerView } from './what-if-answer-view.ts';
import { calculateWhatIf } from './what-if-calculation.ts';
import { echoOf, errorSummary, fieldViews, typedIn } from './what-if-field-views.ts';
import { readWhatIf, whatIfFields } from './what-if-form.ts';

/** The calculator as it stands on the screen: texts only. */
export interface WhatIfView {
  readonly title: string;
  readonly lead: string;
  readonly language: Language;
  readonly fields: readonly TextFieldView[];
  readonly submit: string;
  readonly errors: ErrorSummaryView | undefined;
  readonly answer: WhatIfAnswerView | undefined;
  readonly example: { readonly heading: string; readonly text: string; readonly link: string; readonly href: string };
  readonly claim: { readonly heading: string; readonly before: string; readonly command: string; readonly after: string };
}

/** The page for an address: empty at first, then with the answer, or with what has to be mended and everything typed. */
export function whatIfView(query: URLSearchParams, today: CalendarDate, language: Language): WhatIfView {
  const t = translator(language);
  const terms = termsOf({}, today);
  const typed = typedIn(query, terms);
  const isAsked = whatIfFields.some((field) => query.has(field));
  const reading = isAsked ? readWhatIf(typed) : { errors: {} };
  const errors = 'errors' in reading ? reading.errors : {};
  const shown = 'whatIf' in reading ? echoOf(reading.whatIf, language) : typed;
  const fields = fieldViews({ typed: shown, errors, dayCap: terms.dayCap }, language);
  return {
    title: t('whatIf.title'),
    lead: t('whatIf.lead'),
    language,
    fields,
    submit: t('whatIf.submit'),
    errors: errorSummary(fields, language),
    answer: 'whatIf' in reading ? answerView(calculateWhatIf(reading.whatIf, today), language) : undefined,
    example: exampleView(language),
    claim: {
      heading: t('whatIf.claim.heading'),
      before: t('whatIf.claim.before'),
      command: t('whatIf.claim.command'),
      after: t('whatIf.claim.after'),
    },
  };
}

/** KS's own published example (V1): something to try before there are figures of one's own. */
function exampleView(language: Language): WhatIfView['example'] {
  const t = translator(language);
  const query = new URLSearchParams({ days: '25', fee: '20000', ...(language === 'nb' ? {} : { lang: language }) });
  return {
    heading: t('whatIf.example.heading'),
    text: t('whatIf.example.text'),
    link: t('whatIf.example.link'),
    href: `/calculator?${query.toString()}#answer`,
  };
}
