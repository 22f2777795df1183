package org.pantau.operate.catalogue;

/**
 * An addition before it is saved.
 *
 * @param author name of the account that writes it
 * @param trusted whether an administrator writes it
 */
public record Draft(String name, String title, String yaml, String author, boolean trusted) {

    Draft with(String otherYaml) {
        return new Draft(name, title, otherYaml, author, trusted);
    }
}
