package org.pantau.web;

import java.util.Optional;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.ScopePath;

/**
 * A place and one of its measures, as routes about the past are asked for them.
 *
 * @param of what a count shall count; empty for what most services count
 */
record AskedMeasure(ScopePath place, Measure measure, Optional<String> of) {

    private static final int LONGEST_OF = 60;

    /** @throws Problem that names the field */
    static AskedMeasure of(Asked asked, Person person, Caller caller, Catalogue catalogue) {
        ScopePath place = caller.place(person, "service", asked.required("service"));
        Measure measure = catalogue
                .measures()
                .find(asked.required("measure"))
                .filter(found -> !found.equals(Measures.POLL))
                .orElseThrow(() -> Problem.badField(
                        "measure",
                        "ukuran yang dikenal, misalnya served, response atau up"
                                + " / a known measure such as served, response or up"));
        Optional<String> of = Optional.ofNullable(asked.query("of"));
        if (of.filter(text -> text.isBlank() || text.length() > LONGEST_OF).isPresent()) {
            throw Problem.badField(
                    "of",
                    "apa yang dihitung, 1 sampai " + LONGEST_OF + " huruf, misalnya permohonan"
                            + " / what is counted, 1 to " + LONGEST_OF + " characters, such as permohonan");
        }
        return new AskedMeasure(place, measure, of);
    }
}
