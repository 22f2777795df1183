/** Tests of the database room, and {@link org.pantau.database.TestDatabase} for the tests of all others. */
@NullMarked
package org.pantau.database;

import org.jspecify.annotations.NullMarked;
