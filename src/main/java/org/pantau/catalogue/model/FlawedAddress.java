package org.pantau.catalogue.model;

/** A text that is no address to be watched. */
public final class FlawedAddress extends Exception {
    private static final long serialVersionUID = 1L;

    private final WebAddress.Flaw flaw;

    FlawedAddress(WebAddress.Flaw flaw) {
        super(flaw.english(), null, false, false);
        this.flaw = flaw;
    }

    public WebAddress.Flaw flaw() {
        return flaw;
    }
}
