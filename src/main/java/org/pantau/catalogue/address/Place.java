package org.pantau.catalogue.address;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pantau.measure.ScopePath;

/**
 * An agency or a service, and the ways people write its name, from the official to the shortest.
 *
 * @param fresh whether the list itself brings it
 * @param forms by how near they are to the official name, nearest first
 */
record Place(ScopePath path, String name, boolean fresh, List<Set<String>> forms) {

    /** How many degrees of nearness there are. */
    static final int DEGREES = 3;

    static Place agency(ScopePath path, String name, boolean fresh, String government) {
        Set<String> exact = new HashSet<>(Set.of(Names.key(name)));
        Set<String> near = new HashSet<>();
        Set<String> far = new HashSet<>();
        String own = withoutGovernment(Names.key(Names.withoutBrackets(name)), government);
        near.add(own);
        near.add(Names.key(id(path)));
        near.add(Names.key(Names.inBrackets(name)));
        far.add(without(own, "dinas "));
        far.add(Names.initials(own));
        return new Place(path, name, fresh, nonEmpty(exact, near, far));
    }

    static Place service(ScopePath path, String name, boolean fresh) {
        Set<String> exact = new HashSet<>(Set.of(Names.key(name)));
        Set<String> near = new HashSet<>();
        Set<String> far = new HashSet<>();
        String own = Names.key(Names.withoutBrackets(name));
        near.add(own);
        near.add(Names.key(id(path)));
        far.add(Names.key(Names.inBrackets(name)));
        far.add(without(without(own, "layanan "), "pelayanan "));
        return new Place(path, name, fresh, nonEmpty(exact, near, far));
    }

    /** The ways a text may be meant as the name of an agency, nearest first. */
    static List<Set<String>> agencyForms(String text, String government) {
        String own = withoutGovernment(Names.key(Names.withoutBrackets(text)), government);
        return nonEmpty(
                new HashSet<>(Set.of(Names.key(text))),
                new HashSet<>(List.of(own, Names.key(Names.inBrackets(text)))),
                new HashSet<>(List.of(without(own, "dinas "))));
    }

    /** The ways a text may be meant as the name of a service, nearest first. */
    static List<Set<String>> serviceForms(String text) {
        String own = Names.key(Names.withoutBrackets(text));
        return nonEmpty(
                new HashSet<>(Set.of(Names.key(text))),
                new HashSet<>(List.of(own)),
                new HashSet<>(
                        List.of(Names.key(Names.inBrackets(text)), without(without(own, "layanan "), "pelayanan "))));
    }

    /** How near the text's forms are: 0 the official name, {@link #DEGREES} not this place. */
    int distance(List<Set<String>> text) {
        for (int degree = 0; degree < DEGREES; degree++) {
            for (int mine = 0; mine <= degree; mine++) {
                for (int theirs = 0; theirs <= degree; theirs++) {
                    if (Math.max(mine, theirs) == degree && meet(forms.get(mine), text.get(theirs))) {
                        return degree;
                    }
                }
            }
        }
        return DEGREES;
    }

    private static boolean meet(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }

    /** The last part of its path. */
    static String id(ScopePath path) {
        return path.value().substring(path.value().lastIndexOf('/') + 1);
    }

    /** An agency often signs with its government's name. */
    private static String withoutGovernment(String key, String government) {
        String whole = Names.key(government);
        String bare = without(without(without(whole, "kabupaten "), "kota "), "provinsi ");
        for (String ending : List.of(whole, "provinsi " + bare, bare)) {
            if (!ending.isEmpty() && key.endsWith(" " + ending)) {
                return key.substring(0, key.length() - ending.length() - 1);
            }
        }
        return key;
    }

    private static String without(String key, String beginning) {
        return key.startsWith(beginning) ? key.substring(beginning.length()) : key;
    }

    private static List<Set<String>> nonEmpty(Set<String> exact, Set<String> near, Set<String> far) {
        List<Set<String>> forms = List.of(exact, near, far);
        forms.forEach(each -> each.remove(""));
        return forms;
    }
}
