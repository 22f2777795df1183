package org.pantau.catalogue.address;

import org.pantau.catalogue.table.SmallTable.Cell;

/**
 * What a line says, by column; an empty cell where it says nothing.
 *
 * @param line its number
 * @param hidden whether the program it was made with does not show it
 * @param name of an agency or of a service, where the line says only one name
 * @param address as it was written
 */
record Fields(
        int line,
        boolean hidden,
        Cell government,
        Cell agency,
        Cell service,
        Cell name,
        Cell address,
        Cell code,
        Cell sector,
        Cell hours) {}
