const blankOrComment = /[ \t\r\n]+|#[\t\x20-\x7e\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]*/y

/** True for nothing but blanks and comments, to Go's readers too, who refuse control characters there: then it is frame, no document. */
export function isFrame(text: string): boolean {
  return frameEnd(text, 0) === text.length
}

/** The offset of the first character from `start` on that is no blank and in no comment. */
export function frameEnd(text: string, start: number): number {
  let offset = start
  for (;;) {
    blankOrComment.lastIndex = offset
    if (!blankOrComment.test(text)) return offset
    offset = blankOrComment.lastIndex
  }
}
