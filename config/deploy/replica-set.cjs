// Run by mongosh inside the first member: makes the replica set and the users of compose.yaml. Run again, it changes nothing.
const { readFileSync } = require('node:fs');
const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const members = ['mongo1', 'mongo2', 'mongo3'].map((host, _id) => ({ _id, host: `${host}:27017` }));
const admin = db.getSiblingDB('admin');

const mayLogIn = () => {
  try {
    return admin.auth('root', secret('mongodb_root_password')).ok === 1;
  } catch {
    // Nobody was made yet.
    return false;
  }
};

if (!mayLogIn()) {
  try {
    rs.initiate({ _id: 'rs0', members: members.map((member) => ({ ...member, priority: member._id === 0 ? 2 : 1 })) });
  } catch (error) {
    if (error.codeName !== 'AlreadyInitialized') throw error;
  }
  while (!db.hello().isWritablePrimary) sleep(500);
  admin.createUser({ user: 'root', pwd: secret('mongodb_root_password'), roles: ['root'] });
  admin.auth('root', secret('mongodb_root_password'));
  admin.createUser({
    user: 'quaylab',
    pwd: secret('mongodb_password'),
    roles: [{ role: 'readWrite', db: 'quaylab' }],
  });
}
print('the replica set stands');
