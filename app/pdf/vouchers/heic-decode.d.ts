/** What heic-decode offers; it comes without types. */
declare module 'heic-decode' {
  interface HeicPicture {
    readonly width: number;
    readonly height: number;
    decode: () => Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>;
  }
  const decode: { readonly all: (input: { readonly buffer: Uint8Array }) => Promise<readonly HeicPicture[]> };
  export default decode;
}
