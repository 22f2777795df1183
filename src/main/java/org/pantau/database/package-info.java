/**
 * PostgreSQL, embedded under the data folder or external: started, migrated, and reached through one pool. Imports no
 * other room.
 */
@NullMarked
package org.pantau.database;

import org.jspecify.annotations.NullMarked;
