/** The database as a file: made while Pantau runs, brought back where none does. Imports database. */
@NullMarked
package org.pantau.operate.backup;

import org.jspecify.annotations.NullMarked;
