/** What the store takes of the disk, and what it will take. */
@NullMarked
package org.pantau.operate.storage;

import org.jspecify.annotations.NullMarked;
