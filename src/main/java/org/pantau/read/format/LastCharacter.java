package org.pantau.read.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Knows which character came last, and whether any was put for bytes that were none. */
public final class LastCharacter extends FilterReader {

    private int last = '\n';
    private boolean replaced;

    public LastCharacter(Reader in) {
        super(in);
    }

    /** Whether what came so far ends a line. */
    boolean endsLine() {
        return last == '\n' || last == '\r';
    }

    /** Whether bytes were found that are no character of the encoding. */
    public boolean replaced() {
        return replaced;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            last = one;
            replaced |= one == 0xFFFD;
        }
        return one;
    }

    @Override
    public int read(char[] characters, int from, int length) throws IOException {
        int count = super.read(characters, from, length);
        if (count > 0) {
            last = characters[from + count - 1];
            for (int i = from; i < from + count && !replaced; i++) {
                replaced = characters[i] == 0xFFFD;
            }
        }
        return count;
    }
}
