package org.pantau.catalogue.model;

/** A sentence for a person, in both languages of the page. Holds no secret. */
public record Said(String indonesian, String english) {

    /** As a terminal shows it, Indonesian first. */
    @Override
    public String toString() {
        return indonesian + " / " + english;
    }
}
