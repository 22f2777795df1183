package org.pantau.expression;

import java.util.ArrayList;
import java.util.List;
import org.pantau.expression.DirectParser.NotDirect;

/** Cuts a source into the tokens the direct walk covers; anything else is left to the interpreter. */
final class DirectTokens {

    /** What a token is. */
    enum Kind {
        NAME,
        /** A name in back quotes. */
        QUOTED,
        VARIABLE,
        TEXT,
        NUMBER,
        SYMBOL,
        END
    }

    /** A token; a text without its quotes, a variable without its dollar sign. */
    record Token(Kind kind, String text) {
        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }
    }

    private final String source;
    private int at;

    private DirectTokens(String source) {
        this.source = source;
    }

    static List<Token> of(String source) {
        DirectTokens reader = new DirectTokens(source);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(reader.next());
        } while (tokens.get(tokens.size() - 1).kind() != Kind.END);
        // A look-ahead past the end finds the end again.
        tokens.add(new Token(Kind.END, ""));
        tokens.add(new Token(Kind.END, ""));
        return tokens;
    }

    private Token next() {
        while (at < source.length() && " \t\r\n".indexOf(source.charAt(at)) >= 0) {
            at++;
        }
        if (at == source.length()) {
            return new Token(Kind.END, "");
        }
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            return new Token(Kind.TEXT, quoted(c));
        }
        if (c == '`') {
            return new Token(Kind.QUOTED, quoted(c));
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        if (c == '$') {
            at++;
            if (at < source.length() && source.charAt(at) == '$') {
                at++;
                return new Token(Kind.VARIABLE, "$");
            }
            return new Token(Kind.VARIABLE, word());
        }
        return letter(c) ? new Token(Kind.NAME, word()) : symbol(c);
    }

    private String quoted(char quote) {
        int end = source.indexOf(quote, at + 1);
        if (end < 0) {
            throw new NotDirect();
        }
        String text = source.substring(at + 1, end);
        if (text.indexOf('\\') >= 0) {
            throw new NotDirect();
        }
        at = end + 1;
        return text;
    }

    private Token number() {
        int from = at;
        while (at < source.length() && digit(source.charAt(at))) {
            at++;
        }
        if (source.charAt(from) == '0' && at - from > 1) {
            throw new NotDirect();
        }
        boolean fraction = at + 1 < source.length() && source.charAt(at) == '.' && digit(source.charAt(at + 1));
        if (fraction) {
            at++;
            while (at < source.length() && digit(source.charAt(at))) {
                at++;
            }
        }
        if (at < source.length() && letter(source.charAt(at))) {
            throw new NotDirect();
        }
        return new Token(Kind.NUMBER, source.substring(from, at));
    }

    private String word() {
        int from = at;
        while (at < source.length() && (letter(source.charAt(at)) || digit(source.charAt(at)))) {
            at++;
        }
        return source.substring(from, at);
    }

    private Token symbol(char c) {
        if ((c == '!' || c == '<' || c == '>') && at + 1 < source.length() && source.charAt(at + 1) == '=') {
            at += 2;
            return new Token(Kind.SYMBOL, c + "=");
        }
        if (source.startsWith("**", at)) {
            at += 2;
            return new Token(Kind.SYMBOL, "**");
        }
        boolean range = c == '.' && at + 1 < source.length() && source.charAt(at + 1) == '.';
        boolean comment = c == '/' && at + 1 < source.length() && source.charAt(at + 1) == '*';
        if (range || comment || ".[](),?:+-*/%=<>&".indexOf(c) < 0) {
            throw new NotDirect();
        }
        at++;
        return new Token(Kind.SYMBOL, String.valueOf(c));
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c > 127 && Character.isLetter(c));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
