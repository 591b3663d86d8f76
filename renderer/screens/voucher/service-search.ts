import type { Voucher } from '../../desk/desk.types.ts';

type Service = Voucher['services'][number];

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Services whose code begins with the text, then those with every word of it in their name or code; all of them for no text. */
export function searchServices(services: readonly Service[], text: string): Service[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const begins = ({ code }: Service): boolean => plain(code).startsWith(words.join(' '));
  const found = services.filter(
    (service) => begins(service) || words.every((word) => plain(`${service.code} ${service.name}`).includes(word)),
  );
  return [...found.filter(begins), ...found.filter((service) => !begins(service))];
}
