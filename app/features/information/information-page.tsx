import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import type { InformationView } from './information-view.ts';

export function InformationPage({ page: { title, lead, notices, sections } }: { page: InformationView }) {
  return (
    <div className="page-width stack-wide">
      <PageHeading heading={{ title, lead }} />
      {notices.map((notice) => <Notice key={notice.text} notice={notice} />)}
      {sections.map(({ heading, paragraphs }) => (
        <Section key={heading} section={{ heading }}>
          {paragraphs.map((paragraph) => <p key={paragraph} className="ds-paragraph readable">{paragraph}</p>)}
        </Section>
      ))}
    </div>
  );
}
