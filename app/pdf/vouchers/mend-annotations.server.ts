import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { AnnotationMend } from './annotation-mend.ts';
import { floats, lend } from './pdfium-memory.server.ts';

/** Of the three that an annotation may have, the one it has when nobody touches it. */
const normal = 0;
const hidden = 0x02;
const staysUpright = 0x10;

/** Tells PDFium what it does not see by itself, in the file as it holds it. Do it before it looks at the file's form. */
export function mendAnnotations(pdfium: WrappedPdfiumModule, document: number, mends: readonly (readonly AnnotationMend[])[]): void {
  for (const [page, each] of mends.entries()) {
    for (const mend of each) {
      const annotation = pdfium.EPDFPage_GetAnnotRaw(document, page, mend.index);
      if (annotation === 0) continue;
      mendOne(pdfium, annotation, mend);
      pdfium.FPDFPage_CloseAnnot(annotation);
    }
  }
}

function mendOne(pdfium: WrappedPdfiumModule, annotation: number, { isHidden, state, isDrawnAnew, upright }: AnnotationMend): void {
  if (isHidden === true) pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDFAnnot_GetFlags(annotation) | hidden);
  if (isDrawnAnew === true) pdfium.FPDFAnnot_SetAP(annotation, normal, 0);
  if (state !== undefined) lend(pdfium, Buffer.from(`${state}\0`, 'utf16le'), (text) => pdfium.FPDFAnnot_SetStringValue(annotation, 'AS', text));
  if (upright === undefined) return;
  // PDFium turns it back when it draws it, and forgets to when it makes it part of the page.
  pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDFAnnot_GetFlags(annotation) & ~staysUpright);
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = upright.rectangle;
  lend(pdfium, floats(upright.matrix), (matrix) => pdfium.EPDFAnnot_SetAPMatrix(annotation, normal, matrix));
  const corners = [Math.min(x1, x2), Math.max(y1, y2), Math.max(x1, x2), Math.min(y1, y2)];
  lend(pdfium, floats(corners), (box) => pdfium.FPDFAnnot_SetRect(annotation, box));
}
