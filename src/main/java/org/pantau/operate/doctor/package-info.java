/** Examines the machine, the data folder and the database, and says what to do. Imports database, store, operate. */
@NullMarked
package org.pantau.operate.doctor;

import org.jspecify.annotations.NullMarked;
