import { CLAIM_LIMITS, DOCUMENT_FORMS, documentType } from '../../../shared/domain/reimbursement.ts';

/** Long side of a page that can still be read, in pixels. */
const LONG_SIDE = 1600;
const QUALITIES = [0.82, 0.65, 0.45] as const;
/** A photo as a camera writes it; more is not even looked at. */
const MOST_BYTES = 40 * 1024 * 1024;

export type Prepared =
  | Readonly<{ ok: true; value: Uint8Array }>
  | Readonly<{ ok: false; error: Readonly<{ code: 'no-document' | 'document-too-large' }> }>;

/** A chosen file as it is kept: a PDF as it is, a picture made smaller and without what cameras write beside it (place, device). */
export async function prepareFile(file: File): Promise<Prepared> {
  if (file.size > MOST_BYTES) return refused('document-too-large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = documentType(bytes);
  if (type === undefined) return refused('no-document');
  if (type === 'pdf')
    return bytes.length > CLAIM_LIMITS.documentBytes ? refused('document-too-large') : { ok: true, value: bytes };
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(new Blob([bytes], { type: DOCUMENT_FORMS[type].media }));
  } catch {
    return refused('no-document');
  }
  return preparePicture(picture);
}

/** A picture as JPEG, at most so large that a page can be read. Lets go of the picture. */
export async function preparePicture(picture: ImageBitmap): Promise<Prepared> {
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
  const draw = canvas.getContext('2d');
  if (draw === null) return refused('no-document');
  // What is transparent would come out black.
  draw.fillStyle = '#fff';
  draw.fillRect(0, 0, canvas.width, canvas.height);
  draw.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= CLAIM_LIMITS.documentBytes) return { ok: true, value: new Uint8Array(await blob.arrayBuffer()) };
  }
  return refused('document-too-large');
}

function refused(code: 'no-document' | 'document-too-large'): Prepared {
  return { ok: false, error: { code } };
}
