export interface ThumbnailView {
  readonly src: string;
  /** What it is a picture of. */
  readonly alt: string;
}

/** A small picture of a page. It has its place before it is there, so that nothing moves when it comes. */
export function Thumbnail({ thumbnail: { src, alt } }: { thumbnail: ThumbnailView }) {
  return <img className="thumbnail" src={src} alt={alt} width={60} height={80} loading="lazy" decoding="async" />;
}
