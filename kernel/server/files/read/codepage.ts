const byCharset: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

const byNumber: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
};

/** The encoding of a font's character set number (RTF `\fcharset`), or nothing when it says none of its own. */
export function encodingOfCharset(charset: number): string | undefined {
  return charset === 0 ? undefined : byCharset[charset];
}

/** The encoding of a code page number (RTF `\ansicpg`, `\cpg`); Windows-1252 when it is not known. */
export function encodingOfCodepage(page: number): string {
  if (page >= 1250 && page <= 1258) return `windows-${page}`;
  return byNumber[page] ?? 'windows-1252';
}
